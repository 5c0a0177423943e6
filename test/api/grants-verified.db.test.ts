import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removePerson } from '#access/contract.ts'
import { streamFaults } from '#cases/server/index.ts'
import { createScene, type Scene } from '../denials/scene.ts'
import { penOf } from '../support/pen.ts'

/** Somebody who writes rows of the database, without any key, and lets the application open a file for them. */
let scene: Scene
let admin: pg.Client

beforeAll(async () => {
  scene = await createScene()
  admin = scene.world.admin
  // Made by hand for the scene, without an entry: not what is looked at here.
  await admin.query('update access.grants set until = now() where stream_id = $1', [scene.running])
  await admin.query('update cases.stream set erased_at = now() where id = $1', [scene.running])
})
afterAll(() => scene.close())

test('what hand-overs, referrals, late entries and leaving give and take is explained', async () => {
  expect(await streamFaults(admin)).toEqual([])
  const team = await scene.world.team('LEA')
  const leaving = await scene.world.person('Walet', team, 'caseworker')
  await penOf(leaving).register('Landak')
  const pandan = scene.people.admin
  if (pandan === null) throw new Error('nobody')
  await pandan.call(removePerson, { params: { person: leaving.id } })
  expect(await streamFaults(admin)).toEqual([])
})

describe('a grant that nobody gave is found:', () => {
  const otherTeam = '(select team_id from access.membership where person_id = $2 limit 1)'
  const give = (columns: string, values: string, ...given: readonly unknown[]) =>
    admin.query(`insert into access.grants (stream_id, ${columns}) values ($1, ${values})`, [...given])

  test.each<[string, (file: string, identity: string, me: string) => Promise<unknown>, 'file' | 'identity', string]>([
    ['a second owner', (file, _, me) => give('person_id, reason', `$2, 'owner'`, file, me), 'file', 'owner'],
    [
      'an owner of the identity alone',
      (_, identity, me) => give('person_id, reason', `$2, 'owner'`, identity, me),
      'identity',
      'owner',
    ],
    [
      'a person as supervisor',
      (file, _, me) => give('person_id, reason', `$2, 'supervisor'`, file, me),
      'file',
      'supervisor',
    ],
    [
      'a foreign team as supervisor',
      (file, _, me) => give('team_id, team_role, reason', `${otherTeam}, 'supervisor', 'supervisor'`, file, me),
      'file',
      'supervisor',
    ],
    [
      'every worker of a team as supervisor',
      (file, _, me) => give('team_id, team_role, reason', `${otherTeam}, 'caseworker', 'supervisor'`, file, me),
      'file',
      'supervisor',
    ],
    [
      'a referral of the file itself',
      (file, _, me) => give('team_id, team_role, reason', `${otherTeam}, 'provider', 'referral'`, file, me),
      'file',
      'referral',
    ],
    [
      'an importer of a file',
      (file, _, me) => give('person_id, reason', `$2, 'importer'`, file, me),
      'file',
      'importer',
    ],
    [
      'an offer of the identity',
      (_, identity, me) => give('person_id, reason', `$2, 'pending-owner'`, identity, me),
      'identity',
      'pending-owner',
    ],
    [
      'supervision of the identity alone',
      (_, identity, me) => give('team_id, team_role, reason', `${otherTeam}, 'supervisor', 'supervisor'`, identity, me),
      'identity',
      'supervisor',
    ],
  ])('%s', async (_, tamper, where, reason) => {
    const [, second] = scene.files
    const { file, identity } = second ?? { file: randomUUID(), identity: randomUUID() }
    await admin.query('begin')
    await tamper(file, identity, scene.people.otherTeam?.id ?? '')
    const found = await streamFaults(admin)
    await admin.query('rollback')
    expect(found).toContainEqual({
      kind: 'grant-unexplained',
      where: `${where === 'file' ? file : identity}/${reason}`,
    })
  })
})
