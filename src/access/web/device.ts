import { isUuid, newUuid4 } from '#platform/pure/bytes/index.ts'
import { randomBytes } from '#platform/web/crypto/index.ts'

const KEY = 'lindung.device'

/** Who signs in here next does so from a device of another name. */
export function forgetDeviceId(storage: Pick<Storage, 'removeItem'> = localStorage): void {
  storage.removeItem(KEY)
}

/** The id of this browser: entries name the device they were written on. Random, made once, and no secret. */
export function deviceId(storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage): string {
  const known = storage.getItem(KEY)
  if (known !== null && isUuid(known)) return known
  const made = newUuid4(randomBytes)
  storage.setItem(KEY, made)
  return made
}
