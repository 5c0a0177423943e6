/** The story: from the view's items to what the timeline shows. */
import { useTranslation } from 'react-i18next'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import { formatBytes, formatDay, formatList, formatMonth, useLanguage } from '#platform/web/index.ts'
import type { StoryItem } from '../../view.ts'
import type { StoryEntry } from '../screens/file.props.ts'
import type { OpenFile } from './file-frame.tsx'
import { to, useToday } from './place.ts'
import { useSay } from './say.ts'

/** Entries that said facts: what they said can be corrected. */
const CORRECTABLE: ReadonlySet<string> = new Set(['registered', 'facts-set', 'corrected', 'settled'])
/** Entries that moved nothing: they can be taken back (topics/amendment/kinds.ts refuses the others). */
const RETRACTABLE: ReadonlySet<string> = new Set([
  'facts-set',
  'corrected',
  'settled',
  'note',
  'visit',
  'attachment-added',
])

/** Makes the entries of the story of one file. */
export function useStoryEntries(): (open: OpenFile) => readonly StoryEntry[] {
  const dated = useDated()
  const told = useTold()
  const acts = useActs()
  const { t } = useTranslation('cases')
  return (open) => {
    const pending = new Set(open.streams.flatMap((stream) => [...stream.pending]))
    return open.view.story.map((item) => {
      const entry = { id: item.id, ...dated(item), ...told(item) }
      return pending.has(item.id)
        ? { ...entry, pending: { text: t('file.pending'), refused: false, to: to.outbox } }
        : { ...entry, ...acts(open, item, entry) }
    })
  }
}

/** One item in words, without what may be done about it. */
export function useItemWords(): (item: StoryItem) => StoryEntry {
  const dated = useDated()
  const told = useTold()
  return (item) => ({ id: item.id, ...dated(item), ...told(item) })
}

function useDated(): (item: StoryItem) => Pick<StoryEntry, 'day' | 'date'> {
  const { language } = useLanguage()
  const today = useToday()
  const say = useSay()
  const words = (value: string): string => {
    if (value.length === 10)
      return formatDay(value, language, { short: true, year: value.slice(0, 4) !== today.slice(0, 4) })
    return value.length === 7 ? formatMonth(value, language, { short: true }) : value
  }
  return ({ day, sortDay }) => ({ day: dayOf(day), date: 'value' in day ? words(day.value) : say.date(day) || sortDay })
}

const dayOf = (date: PartialDate): string | null => (date.precision === 'day' ? date.value : null)

/** What an entry says. */
function useTold(): (item: StoryItem) => Omit<StoryEntry, 'id' | 'day' | 'date'> {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const say = useSay()
  const by = useBy()
  const before = (values: StoryItem['facts'][number]['before']) =>
    values.length === 0 ? t('file.nowUnknown') : values.map(say.parts).join(' / ')
  const changes = (item: StoryItem): Pick<StoryEntry, 'correction' | 'pairs'> => {
    const [first, ...more] = item.facts
    if (first === undefined) return {}
    const amends = item.kind === 'corrected' || item.kind === 'settled'
    if (amends && more.length === 0) {
      return { correction: { before: before(first.before), after: say.parts(first.after), why: item.text ?? '' } }
    }
    const value = (fact: StoryItem['facts'][number]) =>
      amends
        ? t('file.changedTo', { before: before(fact.before), after: say.parts(fact.after) })
        : say.parts(fact.after)
    return { pairs: item.facts.map((fact) => ({ name: say.message({ key: fact.label }), value: value(fact) })) }
  }
  return (item) => {
    const changed = changes(item)
    const own = item.text === null || changed.correction !== undefined ? [] : item.text.split(/\n+/)
    const quiet = [...item.lines.map(say.message), ...sheetOf(item, (values) => t('file.fromSheet', values))]
    return {
      kind: say.message({ key: item.label }),
      shape: item.mark,
      shapeLabel: t(`story.mark.${item.mark}`),
      title: say.message(item.title),
      by: by(item),
      ...changed,
      ...(own.length === 0 ? {} : { lines: own }),
      ...(quiet.length === 0 ? {} : { quiet }),
      ...(item.quote === null ? {} : { quote: item.quote }),
      ...filesOf(item, (count, bytes) => t('files.count', { count, size: formatBytes(bytes, language) })),
      ...waitOf(item, (waiting) =>
        t(waiting.turn === 'helper' ? 'file.waitsForUs' : 'file.waits', {
          team: say.team(waiting.team),
          day: say.day(waiting.since),
        }),
      ),
      ...retractedOf(
        item,
        (reason, who, day) => `${reason} (${t('file.said', { who: say.person(who), day: say.day(day) })})`,
      ),
    }
  }

  function retractedOf({ retracted }: StoryItem, words: (reason: string, who: string, day: string) => string) {
    if (retracted === null) return {}
    const reason = say.message({ key: retracted.reason.key.replace('story.retracted.', 'value.retraction.') })
    return { retracted: words(reason, retracted.by, retracted.day) }
  }
}

const sheetOf = ({ source }: StoryItem, words: (values: { sheet: string; row: number }) => string) =>
  source === null ? [] : [words({ sheet: source.sheet, row: source.row })]

const filesOf = ({ id, files, retracted }: StoryItem, words: (count: number, bytes: number) => string) =>
  files.length === 0 || retracted !== null
    ? {}
    : {
        files: {
          text: words(
            files.length,
            files.reduce((sum, { size }) => sum + size, 0),
          ),
          to: `#dok-${id}`,
        },
      }

const waitOf = ({ waiting }: StoryItem, words: (waiting: NonNullable<StoryItem['waiting']>) => string) =>
  waiting === null ? {} : { wait: { text: words(waiting) } }

/** "Anda", "Bayu, ditulis 24 Nov, sampai di kantor 26 Nov". */
function useBy(): (item: StoryItem) => string {
  const { t } = useTranslation('cases')
  const say = useSay()
  return ({ by, written, late }) => {
    const who = say.person(by)
    const first = written === null ? who : t('file.writtenOn', { who, day: say.day(written) })
    return late === null ? first : `${first}, ${t('file.lateOn', { day: say.day(late) })}`
  }
}

/** What may be done about an entry, and where more of it is read. */
function useActs(): (
  open: OpenFile,
  item: StoryItem,
  entry: Pick<StoryEntry, 'title' | 'date'>,
) => Pick<StoryEntry, 'menu' | 'link'> {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  return ({ file, may }, item, { title, date }) => {
    if (!may.decide || item.retracted !== null) return {}
    if (item.streamKind !== 'case') {
      return item.kind === 'referral-sent'
        ? { link: { text: t('file.act.referral'), to: to.page(file, `referrals/${item.stream}`) } }
        : {}
    }
    const actions = [
      ...(CORRECTABLE.has(item.kind) && item.facts.length > 0
        ? [{ label: t('file.act.correct'), to: to.page(file, `correct/${item.id}`) }]
        : []),
      ...(RETRACTABLE.has(item.kind)
        ? [{ label: t('file.act.retract'), to: to.page(file, `retract/${item.id}`) }]
        : []),
    ]
    if (actions.length === 0) return {}
    const what = formatList(
      actions.map(({ label }) => label),
      language,
    )
    return { menu: { label: t('file.entryMenu', { what, title, date }), actions } }
  }
}
