/**
 * Whether this address is a demo. It is said to whoever is signed in, and kept here, so that who is signed out later finds the door:
 * the people of a demo have no passwords. Nothing about anybody; without a word kept, the page for passwords stands alone.
 */
const KEY = 'lindung.demo'

export function rememberDemo(demo: boolean, storage: Pick<Storage, 'setItem' | 'removeItem'> = localStorage): void {
  if (demo) storage.setItem(KEY, 'yes')
  else storage.removeItem(KEY)
}

export const isDemoHere = (storage: Pick<Storage, 'getItem'> = localStorage): boolean => storage.getItem(KEY) === 'yes'
