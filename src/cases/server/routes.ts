import { grantsOfFile, type Route, route } from '#access/server/index.ts'
import { looksAt } from '#audit/server/index.ts'
import { dailyAllowance } from '#platform/pure/allowance.ts'
import { Problem } from '#platform/pure/problem.ts'
import type { BlobStore } from '#platform/server/blobs/index.ts'
import * as contract from '../contract.ts'
import { type AppendDeps } from './append.ts'
import { appendBatch } from './batch.ts'
import { blobRoutes } from './blobs.ts'
import type { Caseload, CaseloadHeads } from './caseload.ts'
import { DAILY, type DailyLimits } from './metered.ts'
import { decideItem, readItems, readOwn } from './quarantine.ts'
import {
  askForFile,
  awaitedIn,
  concernsOf,
  type FileRows,
  getStream,
  getStreamsOfFile,
  openEntries,
  openFile,
  openStream,
} from './read.ts'
import { entriesAfter, grantedHeads, grantedStreams } from './store.ts'

export type CasesDeps = AppendDeps & {
  readonly caseload: Caseload
  readonly blobs: BlobStore
  /** Hours for which fetched streams may be kept on a device. */
  readonly leaseHours: number
  readonly daily?: DailyLimits | undefined
}

/** Routes of the operations on files. */
export function casesRoutes({ daily = DAILY, ...given }: CasesDeps): readonly Route[] {
  const deps = {
    ...given,
    textOfDay: dailyAllowance(daily.text, given.now),
    attachmentsOfDay: dailyAllowance(daily.attachments, given.now),
  }
  return [
    ...blobRoutes(deps),

    route(contract.appendEntries, async ({ body }, run) => ({ results: await appendBatch(deps, run, body.entries) })),

    route(contract.sync, (_, run) =>
      run(async ({ tx }) => {
        const rows = await tx.run(grantedStreams)
        const lease = new Date(deps.now().getTime() + deps.leaseHours * 3_600_000).toISOString()
        const streams = rows.map(({ file_id, ...row }) => ({ ...row, file: file_id }))
        return { answer: { streams, lease } }
      }),
    ),

    route(contract.readEntries, ({ params, query }, run) =>
      run(async ({ tx }) => {
        const stream = await getStream(tx, params.stream)
        // The identity stream is read by asking for the true name, which leaves a leaf of its own.
        if (stream.kind === 'identity') throw new Problem('not-found')
        const rows = await tx.run(entriesAfter, [params.stream, query.after])
        return { answer: { entries: openEntries(deps, rows) }, concerns: concernsOf([stream]) }
      }),
    ),

    route(contract.readCaseload, ({ body }, run) =>
      run(
        (context, heads: CaseloadHeads) => deps.caseload.read(context, body, heads),
        (tx) => deps.caseload.prepare(tx),
      ),
    ),

    route(contract.readFile, ({ params }, run) =>
      run(
        async ({ tx }, asked: FileRows) => {
          const [all] = asked
          if (all.length === 0) throw new Problem('not-found')
          const identity = all.find((stream) => stream.kind === 'identity')
          const streams = openFile(deps, asked)
          const ask = identity === undefined ? null : { stream: identity.id, seq: identity.seq, head: identity.head }
          const awaited = await awaitedIn(tx, streams)
          return { answer: { streams, identity: ask, awaited }, concerns: concernsOf(streams) }
        },
        (tx) => askForFile(tx, params.file),
      ),
    ),

    route(contract.showTrueName, ({ params }, run) =>
      run(async ({ tx }) => {
        const identity = (await getStreamsOfFile(tx, params.file)).find((stream) => stream.kind === 'identity')
        if (identity === undefined) throw new Problem('not-found')
        return { answer: { stream: await openStream(deps, tx, identity) }, concerns: concernsOf([identity]) }
      }),
    ),

    route(contract.printFile, ({ params }, run) =>
      run(async ({ tx }) => {
        const streams = await getStreamsOfFile(tx, params.file)
        const printed = streams.filter(({ kind }) => kind === 'case')
        if (printed.length === 0) throw new Problem('not-found')
        return { answer: {}, concerns: concernsOf(printed) }
      }),
    ),

    route(contract.readFileAccess, ({ params }, run) =>
      run(async ({ tx }) => {
        const streams = await getStreamsOfFile(tx, params.file)
        const grants = await tx.run(grantsOfFile, [params.file])
        const looks = await Promise.all(streams.map((stream) => tx.run(looksAt, [stream.id])))
        return {
          answer: {
            grants: grants.map((one) => ({
              stream: one.stream_id,
              kind: one.kind,
              person: one.person_id,
              team: one.team_id,
              reason: one.reason,
              givenBy: one.given_by,
              since: one.since.toISOString(),
              until: one.until?.toISOString() ?? null,
            })),
            looks: looks.flatMap((rows, i) =>
              rows.map((row) => ({
                at: row.at.toISOString(),
                person: row.actor,
                action: row.op,
                outcome: row.outcome,
                kind: streams[i]?.kind ?? 'case',
              })),
            ),
          },
          concerns: concernsOf(streams),
        }
      }),
    ),

    route(contract.readReferrals, (_, run) =>
      run(async ({ tx }) => {
        const heads = await tx.run(grantedHeads, [['referral']])
        const streams = await Promise.all(heads.map(async ({ id }) => openStream(deps, tx, await getStream(tx, id))))
        return { answer: { streams, awaited: await awaitedIn(tx, streams) }, concerns: concernsOf(streams) }
      }),
    ),

    route(contract.readQuarantine, (_, run) =>
      run(async (context) => {
        const items = await readItems(deps, context)
        return { answer: { items }, concerns: items.map(({ stream }) => ({ stream })) }
      }),
    ),

    route(contract.decideQuarantine, ({ params, body }, run) =>
      run((context) => decideItem(deps, context, params.id, body)),
    ),

    route(contract.readOwnLate, ({ body }, run) => run((context) => readOwn(context, body.ids))),
  ]
}
