import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * CPU time and memory of processes, from Linux's /proc. CPU-ms are on-CPU time of the server's threads and of every PostgreSQL
 * process; the kernel's own write-back threads are in nobody's account.
 */

/** Nanoseconds on the CPU of all threads of a process; 0 when it has ended. */
function nanosOf(pid: number): number {
  try {
    let sum = 0
    for (const task of readdirSync(`/proc/${pid}/task`))
      sum += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0])
    return sum
  } catch {
    return 0
  }
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter((one) => one !== '')
    .map(Number)
}

/** Clock ticks of Linux on every machine that Node runs on, in milliseconds. */
const TICK = 10

/** CPU of children that have ended and were waited for, such as an autovacuum worker. */
function endedChildrenMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) * TICK
}

export type Meter = () => { readonly server: number; readonly postgres: number }

/** CPU-ms so far of a server and of a PostgreSQL with all its processes. */
export function meterOf(server: number, postmaster: number): Meter {
  return () => {
    const postgres = [postmaster, ...childrenOf(postmaster)].reduce((sum, pid) => sum + nanosOf(pid), 0) / 1e6
    return { server: nanosOf(server) / 1e6, postgres: postgres + endedChildrenMs(postmaster) }
  }
}

/** Peak resident memory since the start or the last `resetPeak`, in MB (10^6 bytes). */
export function peakOf(pid: number): number {
  const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return (Number(found?.[1] ?? Number.NaN) * 1024) / 1e6
}

export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}
