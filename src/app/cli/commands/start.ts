import { main } from '../../server/main.ts'
import type { Io } from '../io.ts'
import { asked, saying } from '../operator.ts'

const OPTIONS = { port: { type: 'string' }, lan: { type: 'boolean' }, demo: { type: 'boolean' } } as const

/** Starts the server, as `npm start` does, but builds no screens; runs until it is told to stop. */
export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, async () => {
    const { port, lan, demo } = asked(argv, OPTIONS, { words: 0 }).values
    await main([
      ...(port === undefined ? [] : ['--port', port]),
      ...(lan === true ? ['--lan'] : []),
      ...(demo === true ? ['--demo'] : []),
    ])
    return 0
  })
}
