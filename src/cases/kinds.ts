import { registryOf } from './file/registry.ts'
import type { Facts } from './file/schemas.ts'
import { amendmentKinds } from './topics/amendment/kinds.ts'
import { handedOver, handOverAccepted, handOverDeclined, handOverWithdrawn } from './topics/assignment/kinds.ts'
import { careFacts } from './topics/care/facts.ts'
import { closed, reopened } from './topics/closure/kinds.ts'
import { identityFacts, identitySet } from './topics/identity/kinds.ts'
import { referralAnswered, referralClosed, referralNoted, referralSent } from './topics/referral/kinds.ts'
import { importKinds } from './topics/importing/kinds.ts'
import { registered, registrationFacts } from './topics/registration/kinds.ts'
import { attachmentAdded, note, visit } from './topics/story/kinds.ts'

/** Facts of the case stream; those of the identity stream are never among them. */
export const caseFacts: Facts = { ...registrationFacts, ...careFacts }
export const allFacts: Facts = { ...caseFacts, ...identityFacts }

/** Every kind of entry. A new kind is a folder of its own and one line here. */
export const kinds = registryOf([
  registered,
  identitySet,
  note,
  visit,
  attachmentAdded,
  handedOver,
  handOverAccepted,
  handOverDeclined,
  handOverWithdrawn,
  referralSent,
  referralAnswered,
  referralNoted,
  referralClosed,
  closed,
  reopened,
  ...importKinds,
  ...amendmentKinds(caseFacts, identityFacts),
])
