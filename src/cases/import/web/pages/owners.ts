/** Who may become the caseworker of the children of a list, and who was chosen. */
import { useState } from 'react'
import { useMe, usePeople } from '#access/web/index.ts'
import { api } from '#platform/web/api.ts'
import * as contract from '../../contract.ts'
import type { Saver } from '../saver.ts'
import type { Owners, ReadAnswer } from '../types.ts'

export function useOwners(id: string, read: ReadAnswer | undefined, saver: Saver) {
  const me = useMe()
  const directory = usePeople()
  const [chosen, setChosen] = useState<Owners | null>(null)
  const owners = chosen ?? read?.said.owners ?? null
  const people = (read?.mayOwn ?? [])
    .filter((person) => person !== me.person)
    .map((person) => ({ id: person, name: directory.person(person) ?? person.slice(0, 8) }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
  const say = (next: Owners): Promise<boolean> => {
    setChosen(next)
    return saver.save(() => api(contract.ownImport, { params: { import: id }, body: { owners: next } }))
  }
  return {
    owners,
    people,
    me: me.person,
    onOwners: (next: Owners) => void say(next),
    /** Whoever has nobody else to name is responsible themselves. True when somebody is. */
    settle: async (): Promise<boolean> => {
      if (owners !== null) return true
      return people.length === 0 ? say({ rule: 'me' }) : false
    },
  }
}
