/** Every part once, in the states that matter; laid over the look's 00-parts picture. Gallery text is not translated. */
import { useState, type ReactNode } from 'react'
import {
  Acts,
  Answered,
  Ask,
  Asks,
  Button,
  Choices,
  ConfirmDialog,
  Confirmation,
  CorrectionPair,
  DueItem,
  DueList,
  EarlierAnswer,
  EmptyState,
  ErrorSummary,
  Fold,
  GridRaw,
  Load,
  ManyChoices,
  Mark,
  NextThing,
  PackageCard,
  PageHead,
  Pair,
  PartialDateInput,
  Picks,
  Progress,
  RawRead,
  Register,
  SHAPES,
  SavedLine,
  SearchField,
  SelectField,
  SessionContext,
  Shape,
  StagePath,
  StagePathMini,
  SyncLine,
  Tabs,
  Tally,
  TextAreaField,
  TextField,
  ThenList,
  Timeline,
  TimelineEntry,
  Versus,
  WaitBadge,
  Withheld,
  useDateProblem,
  useDateWords,
  type DateReading,
} from '#platform/web/index.ts'
import { LanguageSwitch, ThemeSwitch } from '../screens/more.tsx'
import { NOW, SARI, TODAY } from './fixtures.ts'
import css from './gallery.module.css'

const STAGES = ['Identifikasi', 'Asesmen', 'Rencana', 'Rehabilitasi', 'Reintegrasi', 'Pendampingan lanjut'].map(
  (name) => ({ name }),
)

const nothing = () => undefined

function Part({
  title,
  note,
  children,
}: {
  readonly title: string
  readonly note: string
  readonly children: ReactNode
}) {
  return (
    <section className={css.part}>
      <h2>{title}</h2>
      <p className="small two">{note}</p>
      {children}
    </section>
  )
}

export function PartsPage() {
  return (
    <SessionContext value={SARI}>
      <main className={css.page} id="isi" tabIndex={-1}>
        <PageHead title="Parts" sub="Every part once, in the states that matter. Names are those in look/README.md." />
        <Shapes />
        <Buttons />
        <FieldsPart />
        <Dates />
        <Paths />
        <Dues />
        <Story />
        <Sync />
        <Lists />
        <Import />
        <Meters />
        <Empty />
        <Part title="Language and colours" note="The person’s own choice.">
          <div className={css.three}>
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </Part>
      </main>
    </SessionContext>
  )
}

function Shapes() {
  return (
    <Part
      title="Status shape"
      note="Shape and word first, colour second. Each shape differs in outline, not only in fill."
    >
      <ul className={css.shapes}>
        {SHAPES.map((name) => (
          <li key={name}>
            <Shape name={name} tone={name === 'late' ? 'late' : 'plain'} /> {name}
          </li>
        ))}
      </ul>
      <Acts>
        <Mark shape="proved">Teks asli</Mark>
        <Mark shape="press">Pers</Mark>
        <Mark shape="query">Belum diverifikasi</Mark>
      </Acts>
    </Part>
  )
}

function Buttons() {
  const [open, setOpen] = useState(false)
  return (
    <Part
      title="Button"
      note="One filled button on a screen. Soft in lists. Never greyed out: leave it and say what is missing."
    >
      <Acts>
        <Button>Catat kunjungan</Button>
        <Button variant="default">Lewati</Button>
        <Button variant="light">Ingatkan</Button>
        <Button variant="subtle">Tarik kembali</Button>
        <Button variant="default" onClick={() => setOpen(true)}>
          Buka tanya
        </Button>
      </Acts>
      <ConfirmDialog
        open={open}
        title="Tarik kembali rujukan?"
        confirm="Tarik kembali"
        onConfirm={() => setOpen(false)}
        onClose={() => setOpen(false)}
      >
        <p>Puskesmas Bulan tidak lagi melihat paketnya. Anda dapat mengirim yang baru kapan saja.</p>
      </ConfirmDialog>
    </Part>
  )
}

function FieldsPart() {
  const [answer, setAnswer] = useState<string | null>('tidak-tahu')
  const [many, setMany] = useState<readonly string[]>(['a'])
  return (
    <Part title="Field" note="Label above, hint under the label, error above the field and in words.">
      <ErrorSummary attempt={0} errors={[{ fieldId: 'f3', message: '31 November tidak ada.' }]} />
      <div className={css.three}>
        <TextField id="f1" label="Nama sekolah" defaultValue="SMP 3 Awan" />
        <SelectField id="f2" label="Menjadi" hint="Kolom KET" data={['Pilih artinya', 'Catatan']} />
        <TextField
          id="f3"
          label="Tanggal kunjungan"
          error="31 November tidak ada. Maksud Anda 30 November atau 1 Desember?"
          defaultValue="31 November"
        />
        <TextAreaField id="f4" label="Mengapa" defaultValue="Kartu imunisasi dicap Puskesmas, tahun jelas terbaca." />
        <Choices
          legend="Apakah ada orang dewasa yang Kancil percaya?"
          hint="Pakai kata-kata Kancil sendiri."
          value={answer}
          onChange={setAnswer}
          options={[
            { value: 'ada', label: 'Ada' },
            { value: 'tidak', label: 'Tidak ada' },
            { value: 'tidak-tahu', label: 'Tidak tahu', also: true },
            { value: 'menolak', label: 'Kancil memilih tidak menjawab' },
          ]}
        />
        <ManyChoices
          legend="Yang hadir"
          value={many}
          onChange={setMany}
          options={[
            { value: 'a', label: 'Bibi' },
            { value: 'b', label: 'Guru' },
          ]}
        />
      </div>
      <Picks
        legend="Pilih satu"
        value="a"
        onChange={nothing}
        options={[
          { value: 'a', title: '4 Maret 2012', lines: ['Anda, 21 Nov, dari kartu imunisasi', 'Usia sekarang 14'] },
          { value: 'b', title: 'Belum bisa dipastikan', lines: ['Tetap “sekitar 2012, perkiraan”'], quiet: true },
        ]}
      />
    </Part>
  )
}

function Dates() {
  const [reading, setReading] = useState<DateReading | null>(null)
  const words = useDateWords()
  const problem = useDateProblem()
  return (
    <Part
      title="A date as far as one knows it"
      note="Each is a full answer. Mistakes are said when one is done, not while typing."
    >
      <div className={css.three}>
        <PartialDateInput
          id="lahir"
          legend="Kapan Kancil lahir?"
          initial={{ precision: 'day', value: '2013-03-04' }}
          today={TODAY}
          past
          onChange={setReading}
        />
        <PartialDateInput
          id="lahir2"
          legend="Kapan Bulbul lahir?"
          initial={{ precision: 'age', years: 9, on: '2026-10-31' }}
          today={TODAY}
          past
          onChange={setReading}
        />
        <div>
          <p>{reading === null ? '–' : reading.ok ? words(reading.value) : problem(reading.problem)}</p>
          <p>{words({ precision: 'year', value: '2012', estimated: true })}</p>
          <p>{words({ precision: 'age', years: 12, on: '2026-10-31' })}</p>
        </div>
      </div>
    </Part>
  )
}

function Paths() {
  return (
    <Part
      title="Stage path"
      note="Early, late, closed. Six steps and the end. On a phone: the line and the name of the present step."
    >
      <div className={css.stack}>
        <StagePath steps={STAGES} at={1} />
        <StagePath steps={STAGES.map((s, i) => (i === 4 ? { ...s, note: 'sejak 3 Sep' } : s))} at={4} />
        <StagePath steps={STAGES} at={6} />
        <p>
          <StagePathMini total={6} at={2} /> in a list
        </p>
      </div>
      <NextThing
        title="Kunjungan rumah, hari ini 10.00"
        actions={
          <>
            <Button>Catat kunjungan</Button>
            <Button variant="default">Tulis yang lain</Button>
          </>
        }
      >
        Desa Sungai Madu, 40 menit dari kantor.
      </NextThing>
    </Part>
  )
}

const soft = (word: string) => <Button variant="light">{word}</Button>
const kancil = (
  <>
    <b>Kancil</b> <bdi className="code">AWN-4K7M</bdi>
  </>
)

function Dues() {
  return (
    <Part title="Due item and waiting item" note="Title opens, button does. The whole row is the target.">
      <div className={css.narrow}>
        <DueList ruled>
          <DueItem
            shape="late"
            shapeLabel="Lewat batas"
            tone="late"
            title="Laporan sosial untuk Bapas"
            to="#a"
            who={kancil}
            late="Batas kemarin 15.00"
            when="UU 11/2012 Pasal 28"
            action={soft('Tulis')}
          />
          <DueItem
            shape="today"
            shapeLabel="Hari ini"
            tone="today"
            title="Kunjungan rumah"
            to="#b"
            who={kancil}
            when="10.00, Desa Sungai Madu"
            action={soft('Catat')}
          />
          <DueItem
            shape="waiting"
            shapeLabel="Menunggu"
            title="Puskesmas Bulan"
            to="#c"
            who="Jawaban rujukan konseling, Kancil"
            when="Sejak 17 Nov, 7 hari. Batas jawab besok."
            action={soft('Ingatkan')}
          />
        </DueList>
      </div>
    </Part>
  )
}

function Story() {
  return (
    <Part
      title="Waiting badge, correction, withheld, earlier answer"
      note="For whom and since when. Both values and why. A bar where something is kept back."
    >
      <div className={css.three}>
        <WaitBadge small="sejak 17 Nov, 7 hari. Lalu Wira diberi tahu.">Menunggu Puskesmas Bulan</WaitBadge>
        <CorrectionPair before="sekitar 2012, perkiraan" after="4 Maret 2013" why="Akta lahir ditemukan." />
        <p>
          <Withheld>alamat bibi, dari semua lembaga</Withheld>
        </p>
        <EarlierAnswer source="Sudah ditanyakan Bagas, 12 Agustus, saat penerimaan" onKeep={nothing} onChange={nothing}>
          Bibi dari pihak ibu
        </EarlierAnswer>
        <ThenList
          steps={[
            { what: 'Puskesmas Bulan melihat paket ini.', when: 'Sampai 17 Feb' },
            { what: 'Mereka menjawab.', when: 'Paling lambat Rabu 25 Nov' },
          ]}
        />
        <Confirmation>Tersimpan.</Confirmation>
      </div>
      <Timeline>
        <TimelineEntry
          date="17 Nov"
          day="2026-11-17"
          kind="Rujukan"
          shape="waiting"
          shapeLabel="Menunggu"
          title="Konseling di Puskesmas Bulan"
          by="Dikirim Sari"
        >
          <WaitBadge
            block
            small="Jawaban paling lambat besok. Lalu Wira diberi tahu."
            actions={<Button variant="default">Ingatkan</Button>}
          >
            Menunggu Puskesmas Bulan sejak 17 Nov, 7 hari
          </WaitBadge>
        </TimelineEntry>
        <TimelineEntry
          date="14 Nov"
          day="2026-11-14"
          kind="Koreksi"
          shape="fix"
          shapeLabel="Koreksi"
          title="Tanggal lahir"
          by="Sari, ditulis 14 Nov di lapangan, terkirim 15 Nov"
        >
          <CorrectionPair
            before="sekitar 2012, perkiraan"
            after="4 Maret 2013"
            why="Akta lahir ditemukan di rumah bibi."
          />
        </TimelineEntry>
      </Timeline>
    </Part>
  )
}

function Sync() {
  return (
    <Part title="Sync line" note="Four states, and what is kept while one types.">
      <div className={css.stack}>
        <SyncLine sync={{ state: 'sent', at: NOW }} />
        <SyncLine sync={{ state: 'unsent', count: 3 }} />
        <SyncLine sync={{ state: 'offline', since: NOW, count: 3 }} />
        <SyncLine sync={{ state: 'refused', count: 1 }} />
        <SavedLine at={NOW} where="device" />
      </div>
    </Part>
  )
}

function Lists() {
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

function Import() {
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
          <PackageCard
            from="Rujukan dari Sari"
            title="Konseling untuk Kancil"
            onTakeOut={nothing}
            facts={[
              { key: 'alias', name: 'Alias', value: 'Kancil', keep: 'always' },
              { key: 'age', name: 'Usia', value: '13 tahun', keep: 'may-take-out' },
              { key: 'address', name: 'Alamat', value: 'ditahan Kancil', keep: 'withheld' },
            ]}
          />
        </div>
      </div>
    </Part>
  )
}

function Meters() {
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

function Empty() {
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
