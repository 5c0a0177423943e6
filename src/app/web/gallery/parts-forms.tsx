/** Shapes, buttons, fields, dates. */
import { useState } from 'react'
import {
  Acts,
  Button,
  Choices,
  ConfirmDialog,
  ErrorSummary,
  ManyChoices,
  Mark,
  PartialDateInput,
  Picks,
  SHAPES,
  SelectField,
  Shape,
  TextAreaField,
  TextField,
  useDateProblem,
  useDateWords,
  type DateReading,
} from '#platform/web/index.ts'
import { Part } from './part.tsx'
import { TODAY } from './fixtures.ts'
import css from './gallery.module.css'

const nothing = () => undefined

export function Shapes() {
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

export function Buttons() {
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

export function FieldsPart() {
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

export function Dates() {
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
