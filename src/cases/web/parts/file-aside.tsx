/** The side column of a file: what is known, deadlines, who can open it, documents. */
import { useTranslation } from 'react-i18next'
import { Fold, Go, Mark, Part, PartText, Row, Rows, Shape, Withheld } from '#platform/web/index.ts'
import type { AccessRow, DeadlineRow, DocumentRow, FactRow } from '../screens/file.props.ts'
import { DocumentFiles } from './document-files.tsx'
import css from './file-aside.module.css'

/** Each fact with its source; earlier answers one step away. */
export function Known({ facts }: { readonly facts: readonly FactRow[] }) {
  const { t } = useTranslation('cases')
  return (
    <Part title={t('file.known')} id="fakta">
      <Rows>
        {facts.map((fact) => (
          <Row key={fact.key} title={<FactValue fact={fact} />} small={<FactSource fact={fact} />}>
            <FactMore fact={fact} />
          </Row>
        ))}
      </Rows>
    </Part>
  )
}

function FactValue({ fact }: { readonly fact: FactRow }) {
  return (
    <>
      <span className={css.name}>{fact.name}</span>
      {fact.state === 'withheld' ? <Withheld>{fact.value}</Withheld> : <bdi>{fact.value}</bdi>}
    </>
  )
}

/** Who said it, and quietly behind it the way to correct it. */
function FactSource({ fact: { name, source, correctTo } }: { readonly fact: FactRow }) {
  const { t } = useTranslation('cases')
  if (correctTo === undefined) return source
  return (
    <>
      {source}{' '}
      <Go to={correctTo} className={`tall no-print ${css.correct}`} aria-label={t('file.correctFact', { fact: name })}>
        {t('file.act.correct')}
      </Go>
    </>
  )
}

function FactMore({ fact }: { readonly fact: FactRow }) {
  const { t } = useTranslation('cases')
  return (
    <>
      {fact.state === 'conflict' && fact.to !== undefined ? (
        <Go to={fact.to} className="tall">
          <Shape name="fork" /> <span className={css.after}>{t('file.conflict')}</span>
        </Go>
      ) : null}
      {fact.earlier.length === 0 ? null : (
        <Fold summary={<span className="small">{t('file.earlier', { count: fact.earlier.length })}</span>}>
          <ul className={css.earlier}>
            {fact.earlier.map((one, n) => (
              <li key={n}>
                <del>{one.value}</del>
                <small>{one.source}</small>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  )
}

export function Deadlines({ deadlines }: { readonly deadlines: readonly DeadlineRow[] }) {
  const { t } = useTranslation('cases')
  return (
    <Part title={t('file.deadlines')} id="tenggat">
      <Rows>
        {deadlines.map((one) => (
          <Row
            key={one.key}
            shape={one.shape}
            shapeLabel={one.shapeLabel}
            tone={one.tone}
            title={one.title}
            small={one.when}
            third={
              <>
                {one.law} {one.unverified === true ? <Mark shape="query">{t('file.unverified')}</Mark> : null}
              </>
            }
          />
        ))}
      </Rows>
    </Part>
  )
}

export function WhoCanOpen({
  access,
  logTo,
}: {
  readonly access: readonly AccessRow[]
  readonly logTo: string | null
}) {
  const { t } = useTranslation('cases')
  return (
    <Part title={t('file.access')} id="akses">
      <Rows>
        {access.map((row) => (
          <Row key={row.key} title={<b>{row.who}</b>} small={row.why} />
        ))}
      </Rows>
      {logTo === null ? null : (
        <Go to={logTo} className="tall">
          {t('file.accessLog')}
        </Go>
      )}
    </Part>
  )
}

export function Documents({
  documents,
  addTo = null,
}: {
  readonly documents: readonly DocumentRow[]
  readonly addTo?: string | null
}) {
  const { t } = useTranslation('cases')
  return (
    <Part title={t('file.documents')} id="dokumen">
      {documents.length === 0 ? <PartText>{t('file.noDocuments')}</PartText> : null}
      <Rows>
        {documents.map((doc) => (
          <Row key={doc.key} title={<b id={`dok-${doc.key}`}>{doc.title}</b>} small={doc.small}>
            <DocumentFiles files={doc.files} />
          </Row>
        ))}
      </Rows>
      {addTo === null ? null : (
        <Go to={addTo} className="tall no-print">
          {t('files.add')}
        </Go>
      )}
    </Part>
  )
}
