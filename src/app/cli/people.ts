import { Misused } from './operator.ts'

/** What a person is called and signs in with, checked before the database would refuse it without a word. */
export function checkPerson({ login, name }: { readonly login: string; readonly name: string }): void {
  if (!/^[^\p{Cc}\s]{3,60}$/u.test(login)) throw new Misused('A login has 3 to 60 characters and no spaces.')
  checkName(name, 'The name of a person')
}

/** `what` begins the sentence that is said otherwise. */
export function checkName(name: string, what: string): void {
  if (name.trim() === '' || name.length > 120 || /\p{Cc}/u.test(name))
    throw new Misused(`${what} has 1 to 120 characters.`)
}

/** A time zone that this computer knows: without it no day of the team would begin. */
export function checkZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw new Misused(`"${zone}" is no time zone. Name one as Asia/Jakarta, Asia/Makassar or Asia/Jayapura.`)
  }
}
