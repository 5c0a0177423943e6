/** What is known: from the view's facts to the rows of the side column. */
import { useTranslation } from 'react-i18next'
import type { FactLine, Said } from '../../view.ts'
import type { FactRow } from '../screens/file.props.ts'
import { isCorrectable } from './correctable.ts'
import type { OpenFile } from './file-frame.tsx'
import { to, useExists } from './place.ts'
import { useSay } from './say.ts'

/** Who said a value, and when; and the row of a sheet it came from. */
export function useSource(): (said: Said) => string {
  const { t } = useTranslation('cases')
  const say = useSay()
  return ({ by, day, source }) => {
    const who = t('file.said', { who: say.person(by), day: say.day(day) })
    return source === null ? who : `${who}. ${t('file.fromSheet', { sheet: source.sheet, row: source.row })}`
  }
}

/** A fact that stands twice shows both values, each with who said it. */
export function useFactRows(): (open: OpenFile) => readonly FactRow[] {
  const { t } = useTranslation('cases')
  const say = useSay()
  const source = useSource()
  const exists = useExists()
  const settles = exists('/children/$file/settle/$fact')
  const corrects = exists('/children/$file/correct/$entry')
  return (open) =>
    open.view.facts
      .filter(({ name }) => name !== 'alias' && name !== 'code')
      .map((fact): FactRow => {
        const all = [fact.shown, ...fact.conflict]
        return {
          key: fact.name,
          name: say.message({ key: fact.label }),
          value: all.map((one) => say.parts(one.parts)).reduce((a, b) => t('file.either', { a, b })),
          source: all.map(source).join('; '),
          state: fact.conflict.length > 0 ? 'conflict' : 'plain',
          ...(fact.conflict.length > 0 && settles ? { to: to.page(open.file, `settle/${fact.name}`) } : {}),
          ...(corrects && isCorrectable(fact, open)
            ? { correctTo: to.correct(open.file, fact.shown.id, fact.name) }
            : {}),
          earlier: earlierOf(fact).map((one) => ({ value: say.parts(one.parts), source: source(one) })),
        }
      })
}

/** Earlier values, without those that only repeat what was said after them. */
function earlierOf({ history, shown }: FactLine): readonly Said[] {
  const text = (one: Said) => JSON.stringify(one.value)
  return history.filter((one, n) => text(one) !== text(history[n - 1] ?? shown))
}
