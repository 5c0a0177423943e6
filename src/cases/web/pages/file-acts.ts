/** What one may do on a file: the one next thing, and what else can be written. Only what has a page. */
import { useTranslation } from 'react-i18next'
import type { NextCode } from '../../view.ts'
import type { FileProps, StoryAction } from '../screens/file.props.ts'
import type { OpenFile } from './file-frame.tsx'
import { to, useExists } from './place.ts'
import { useSay } from './say.ts'

/** The page that does the next thing, as it is called in the router, and as it stands below the file. */
type Page = {
  readonly pattern: string
  readonly path: string
  readonly word: 'visit' | 'settle' | 'referral' | 'answerOffer' | 'seeOffer'
}

export function useNextThing(): (open: OpenFile) => FileProps['next'] {
  const { t } = useTranslation('cases')
  const say = useSay()
  const exists = useExists()
  return (open) => {
    const { next } = open.view.header
    if (next === null) return null
    const page = open.may.write ? pageOf(next.code, open) : null
    const action = page === null || !exists(page.pattern) ? null : { label: t(`file.act.${page.word}`), to: page.path }
    return {
      title: say.message(next),
      ...(next.due === null ? {} : { text: t('caseload.answerBy', { day: say.day(next.due) }) }),
      ...(action === null ? {} : { action }),
    }
  }
}

function pageOf(code: NextCode, { file, view }: OpenFile): Page | null {
  switch (code) {
    case 'first-visit':
    case 'visit':
      return { pattern: '/children/$file/visit', path: to.page(file, 'visit'), word: 'visit' }
    case 'settle': {
      const path = to.page(file, `settle/${view.header.conflicts[0] ?? ''}`)
      return { pattern: '/children/$file/settle/$fact', path, word: 'settle' }
    }
    case 'accept-hand-over':
      return { pattern: '/hand-over', path: '/hand-over', word: 'answerOffer' }
    case 'hand-over-waiting':
      return { pattern: '/children/$file/hand-over', path: to.page(file, 'hand-over'), word: 'seeOffer' }
    case 'ask-provider':
    case 'answer-question':
    case 'wait-for-provider':
    case 'find-other-help': {
      const declined = view.referrals.find(({ status }) => status === 'declined')
      const stream = view.header.waiting[0]?.stream ?? declined?.stream ?? ''
      return {
        pattern: '/children/$file/referrals/$stream',
        path: to.page(file, `referrals/${stream}`),
        word: 'referral',
      }
    }
  }
}

/** What else may be written here; empty for who may only read. */
export function useWriteActions(): (open: OpenFile) => readonly StoryAction[] {
  const { t } = useTranslation('cases')
  const exists = useExists()
  return ({ file, may, view, main }) => {
    const closed = view.header.stage === 'closed'
    const sent = main.pending.size < main.state.seq
    const open = may.decide && !closed
    const acts = [
      ['visit', may.write],
      ['note', may.write],
      ['document', may.write],
      ['facts', may.decide],
      ['identity', may.decide],
      ['refer', open],
      ['hand-over', open],
      ['close', open],
      ['reopen', may.decide && closed],
      ['print', may.write && sent],
    ] as const
    return acts
      .flatMap(([act, mayDo]) => (mayDo ? [act] : []))
      .filter((act) => exists(`/children/$file/${act}`))
      .map((act) => ({ label: t(`file.act.${act === 'hand-over' ? 'handOver' : act}`), to: to.page(file, act) }))
  }
}
