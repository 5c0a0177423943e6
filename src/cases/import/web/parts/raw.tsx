/** What stands in a cell; a colour is shown as one. */
import { useTranslation } from 'react-i18next'
import { RawText } from '#platform/web/index.ts'
import { isColour } from '../readings.ts'
import type { Field } from '../types.ts'
import css from './import.module.css'

export function Raw({ field, raw }: { readonly field: Field | 'row'; readonly raw: string }) {
  const { t } = useTranslation('cases')
  if (raw === '') return <span className="three">{t('import.empty')}</span>
  return isColour(field, raw) ? <Colour colour={raw}>{t('import.colour')}</Colour> : <RawText>{raw}</RawText>
}

/** A colour of the list itself, with what it means. */
export const Colour = ({ colour, children }: { readonly colour: string; readonly children: string }) => (
  <span className={css.colour}>
    <i style={{ backgroundColor: `#${colour}` }} /> {children}
  </span>
)

/** A few cells beside each other. */
export const Cells = ({ texts }: { readonly texts: readonly string[] }) => (
  <span className={css.cell}>
    {texts.map((text, index) => (
      <RawText key={index}>{text}</RawText>
    ))}
  </span>
)
