/** The path, what is due, the story. */
import {
  Button,
  Confirmation,
  CorrectionPair,
  DueItem,
  DueList,
  EarlierAnswer,
  NextThing,
  SavedLine,
  SyncLine,
  ThenList,
  Timeline,
  TimelineEntry,
  WaitBadge,
  Withheld,
} from '#platform/web/index.ts'
import { StagePaths } from './case-parts.tsx'
import { Part } from './part.tsx'
import { NOW } from './fixtures.ts'
import css from './gallery.module.css'

const nothing = () => undefined

export function Paths() {
  return (
    <Part
      title="Stage path"
      note="Early, late, closed. Six steps and the end. On a phone: the line and the name of the present step."
    >
      <div className={css.stack}>
        <StagePaths />
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

export function Dues() {
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

export function Story() {
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

export function Sync() {
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
