/** Parts of this slice with invented data, for the gallery. */
import { PackageCard } from '../parts/package-card.tsx'
import { StagePath, StagePathMini } from '../parts/stage-path.tsx'

const STAGES = ['Identifikasi', 'Asesmen', 'Rencana', 'Rehabilitasi', 'Reintegrasi', 'Pendampingan lanjut'].map(
  (name) => ({ name }),
)

const nothing = () => undefined

export function StagePaths() {
  return (
    <>
      <StagePath steps={STAGES} at={1} />
      <StagePath steps={STAGES.map((s, i) => (i === 4 ? { ...s, note: 'sejak 3 Sep' } : s))} at={4} />
      <StagePath steps={STAGES} at={6} />
      <p>
        <StagePathMini total={6} at={2} /> in a list
      </p>
    </>
  )
}

export function Package() {
  return (
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
  )
}
