import { readdirSync, readFileSync } from 'node:fs'
import { root } from './run.ts'

const NEVER = new Set(['node_modules', '.git', 'dist', 'data', 'keys', '.tmp', 'coverage'])

/** All files below `folder` (relative to the repository) whose path matches, sorted; folders that hold no source are left out. */
export function filesBelow(folder: string, matches: RegExp): string[] {
  const found: string[] = []
  const walk = (at: string) => {
    for (const item of readdirSync(root + at, { withFileTypes: true })) {
      const path = at === '' ? item.name : `${at}/${item.name}`
      if (item.isDirectory()) {
        if (!NEVER.has(item.name)) walk(path)
      } else if (matches.test(path)) found.push(path)
    }
  }
  try {
    walk(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return found.sort()
}

/** A text file of the repository. */
export const readText = (path: string): string => readFileSync(root + path, 'utf8')
