/** Lists, import, meters, empty screens. */
import { useState } from 'react'
import {
  Answered,
  Ask,
  Asks,
  Button,
  EmptyState,
  Fold,
  GridRaw,
  Load,
  Pair,
  Progress,
  RawRead,
  Register,
  SearchField,
  Tabs,
  Tally,
  Versus,
} from '#platform/web/index.ts'
import { Package } from './case-parts.tsx'
import { Part } from './part.tsx'
import css from './gallery.module.css'

const nothing = () => undefined

export function Lists() {
  const [find, setFind] = useState('')
  return (
    <Part title="Tabs, search, counts, register" note="A way through a list.">
      <div className={css.stack}>
        <SearchField label="Cari alias atau kode" value={find} onChange={setFind} />
        <Tabs
          label="Saring"
          items={[
            { key: 'a', label: 'Semua', count: 14, current: true, onSelect: nothing },
            { key: 'b', label: 'Menunggu', count: 4, onSelect: nothing },
          ]}
        />
        <Tally
          label="Jumlah"
          items={[
            { key: 'a', number: '4.633', shape: 'done', word: 'akan jadi berkas', to: '#a' },
            { key: 'b', number: '256', shape: 'query', word: 'ada pertanyaan', to: '#b' },
            { key: 'c', number: '123', shape: 'open', word: 'dilewati', to: '#c' },
          ]}
        />
        <Register
          caption="Yang membuka berkas"
          columns={[
            { key: 'who', head: 'Siapa', role: 'name', width: '8.5rem' },
            { key: 'at', head: 'Pukul', role: 'corner', width: '4rem' },
            { key: 'what', head: 'Yang dilihat' },
          ]}
          groups={[
            {
              key: 'a',
              title: 'Hari ini',
              rows: [
                { key: '1', cells: { who: <b>Anda</b>, at: '09.12', what: 'Cerita, rencana' } },
                { key: '2', cells: { who: <b>Mawar</b>, at: '08.55', what: 'Paket rujukan' } },
              ],
            },
          ]}
        />
      </div>
    </Part>
  )
}

export function Import() {
  return (
    <Part
      title="Original text, questions, two rows, package"
      note="What the sheet says, drawn as its cell; beside it what was read."
    >
      <div className={css.stack}>
        <GridRaw
          label="Baris pertama"
          rows={[
            { n: 1, cells: ['DATA ANAK DAMPINGAN'] },
            { n: 4, head: true, cells: ['NO', 'NAMA ANAK', 'L/P'] },
            { n: 6, cells: ['1', 'MERAK CEMARA', 'pr'] },
          ]}
        />
        <RawRead
          caption="Terbaca"
          rowHead="Baris"
          heads={['Teks asli', 'Terbaca']}
          readings={[
            {
              row: '31',
              cells: [
                { raw: '± 12 th' },
                { read: 'sekitar 12 tahun pada 31 Okt 2026', assumed: 'Perkiraan. Tanggal tidak dikarang.' },
              ],
            },
          ]}
        />
        <Asks>
          <Answered
            title="246 NIK terpotong dibiarkan kosong"
            small="Anda, 10.17. Teks asli tetap disimpan."
            action={<Button variant="subtle">Ubah</Button>}
          />
          <Ask
            open
            title="Tanggal yang tidak ada, seperti 31/02/2012"
            small="Pakai bulan dan tahunnya saja?"
            count="38 baris"
            answers={
              <>
                <Button variant="light">Ya, untuk 38 baris</Button>
                <Button variant="default">Kosongkan</Button>
              </>
            }
          />
        </Asks>
        <Versus
          title="Pasangan 1 dari 23"
          heads={['Baris 214', 'Baris 3.087']}
          rows={[
            { name: 'Nama', values: ['Tupai Pandan', 'TUPAI PANDAN'], differs: false },
            { name: 'Desa', values: ['Sungai Madu', 'Bukit Rusa'], differs: true },
          ]}
        />
        <div className={css.narrow}>
          <Package />
        </div>
      </div>
    </Part>
  )
}

export function Meters() {
  return (
    <Part title="Load and progress" note="The line is the limit. Progress always with its number in words.">
      <Pair>
        <div>
          <p>24 anak</p>
          <Load value={24} limit={25} label="24 anak, batas 25" />
        </div>
        <div>
          <p>27 anak, lebih dua</p>
          <Load value={27} limit={25} label="27 anak, batas 25" />
        </div>
        <div>
          <p>2.870 dari 4.633</p>
          <Progress thick value={2870} max={4633} label="Berkas dibuat" />
        </div>
      </Pair>
    </Part>
  )
}

export function Empty() {
  return (
    <Part
      title="Empty, kept, refused"
      note="What will appear and the first step; what happened, what was kept, what to do."
    >
      <div className={css.three}>
        <EmptyState title="Belum ada rujukan." action={<Button variant="default">Buat rujukan pertama</Button>}>
          Di sini terlihat siapa yang Anda mintai bantuan, dan sejak kapan ditunggu.
        </EmptyState>
        <EmptyState title="Tidak ada jaringan.">
          Catatan Anda tersimpan di gawai ini dan terkirim sendiri nanti.
        </EmptyState>
        <EmptyState title="Berkas belum bisa ditutup." action={<Button variant="default">Buka rujukan</Button>}>
          Rujukan ke Puskesmas Bulan belum dijawab. Tulisan penutup Anda tersimpan.
        </EmptyState>
      </div>
      <Fold summary="Selesai hari ini: 2" shape="done">
        <p>Dua hal.</p>
      </Fold>
    </Part>
  )
}
