/** Builds the screens into `dist/web` when what they are made of has changed since the last build. `npm run build` says what it did. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { filesBelow } from './lib/files.ts'
import { root, run } from './lib/run.ts'

const STAMP = `${root}dist/web.inputs`

/** One hash over everything that can reach the bundle: all of `src` but tests and server code, and the tools' versions. */
function inputsHash(): string {
  const sources = filesBelow('src', /./).filter(
    (path) => !/\/server\/|^src\/app\/(cli|verifier)\/|\.test\.tsx?$|\.md$/.test(path),
  )
  const others = [
    'vite.config.ts',
    'index.html',
    'package-lock.json',
    ...filesBelow('public', /./),
    ...filesBelow('config', /\.json$/),
  ]
  const hash = createHash('sha256')
  for (const path of [...sources, ...others.filter((file) => existsSync(root + file))])
    hash.update(`${path}\n`).update(
      createHash('sha256')
        .update(readFileSync(root + path))
        .digest('hex'),
    )
  return hash.digest('hex')
}

export type Built = 'built' | 'unchanged' | 'failed'

/** Brings `dist/web` up to date; `say` gets a line before a build and the bundler's words when it fails. */
export async function buildWeb(say: (line: string) => void): Promise<Built> {
  const hash = inputsHash()
  const stamp = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : ''
  if (stamp === hash && existsSync(`${root}dist/web`)) return 'unchanged'
  say('The screens are being built …')
  const ran = await run('vite', ['build', '--logLevel', 'warn'], { env: { NODE_ENV: 'production' } })
  if (ran.code !== 0) {
    say(ran.out.trim())
    return 'failed'
  }
  mkdirSync(`${root}dist`, { recursive: true })
  writeFileSync(STAMP, hash)
  return 'built'
}

if (import.meta.main) {
  const built = await buildWeb((line) => console.log(line))
  if (built === 'failed') process.exitCode = 1
  else console.log(built === 'built' ? 'dist/web is new.' : 'dist/web is up to date.')
}
