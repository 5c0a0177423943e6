import { expect, test } from 'vitest'
import {
  COMMAND_ROLES,
  commandsOf,
  PERMITTED_COMMANDS,
  permissionsOf,
  ROLE_PERMISSIONS,
  type RoleName,
} from './roles.ts'

const roles = Object.keys(ROLE_PERMISSIONS) as RoleName[]

test('each permits the commands that they could answer for, and no others', () => {
  expect(commandsOf([{ role: 'caseworker' }])).toEqual(['import', 'undo-import'])
  expect(commandsOf([{ role: 'supervisor' }])).toEqual(['import', 'undo-import'])
  expect(commandsOf([{ role: 'data-officer' }])).toEqual(['backup', 'rebuild', 'erase'])
  expect(commandsOf([{ role: 'data-officer' }, { role: 'supervisor' }])).toEqual(PERMITTED_COMMANDS)
  expect(commandsOf([{ role: 'provider' }])).toEqual([])
  expect(commandsOf([{ role: 'administrator' }])).toEqual([])
  expect(commandsOf([])).toEqual([])
})

test('who has a command to permit may make permissions, and who imports by command may import', () => {
  for (const role of roles) {
    const memberships = [{ role }]
    expect([role, permissionsOf(memberships).includes('command.permit')]).toEqual([
      role,
      commandsOf(memberships).length > 0,
    ])
  }
  for (const role of COMMAND_ROLES.import) expect(ROLE_PERMISSIONS[role]).toContain('sheet.import')
})
