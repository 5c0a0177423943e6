/** Samples of what was read, and what was left out by kind. */
import { useTranslation } from 'react-i18next'
import { RawRead } from '#platform/web/index.ts'
import type { Sample, TriedList } from '../types.ts'
import { useImportWords } from '../words.ts'
import css from './import.module.css'
import { Raw } from './raw.tsx'

export function Samples({ samples }: { readonly samples: readonly Sample[] }) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  if (samples.length === 0) return null
  return (
    <RawRead
      caption={t('import.check.samples')}
      rowHead={t('import.check.rowHead')}
      heads={[t('import.check.original'), t('import.check.readAs')]}
      readings={samples.map((sample) => {
        const { field, raw, value, mark, children } = sample
        const assumed = words.mark(mark)
        const read =
          field === 'name' && children > 1
            ? t('import.check.siblings', { count: children, n: words.number(children) })
            : words.value(field, value)
        return {
          row: words.number(sample.row),
          cells: [{ read: <Raw field={field} raw={raw} /> }, { read, ...(assumed === undefined ? {} : { assumed }) }],
        }
      })}
    />
  )
}

export function LeftOut({ kinds }: { readonly kinds: TriedList['leftOut'] }) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  return (
    <table className={css.counts}>
      <caption className="hide">{t('import.rowsPage.left')}</caption>
      <tbody>
        {kinds.map(({ kind, rows }) => (
          <tr key={kind}>
            <th scope="row">{words.kind(kind)}</th>
            <td>{words.number(rows)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
