/** The access slice on the server: the request wrapper and the route table. */
export {
  type AnyOperation,
  type Context,
  type LeafMaker,
  type Outcome,
  requestRunner,
  type Run,
  tellCounted,
} from './request.ts'
export {
  type BytesAnswer,
  createRouter,
  openRoute,
  type Route,
  route,
  type RouterDeps,
  SESSION_COOKIE,
  sessionCookieName,
  type Wire,
} from './routes.ts'
export { grantsOfFile, myDevices } from './store.ts'
export {
  addPersonAs,
  enterByPermission,
  firstAdministrator,
  leaveByPermission,
  listAccounts,
  personOfLogin,
  renewLinkAs,
  spendPermission,
} from './store-commands.ts'
export { accessRoutes, type AccessDeps } from './handlers.ts'
export { type DoorDeps, startFor } from './sign-in.ts'
