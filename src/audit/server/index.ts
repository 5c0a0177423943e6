/** The audit slice on the server. */
export { recordLeaf, type Told } from './record.ts'
export { looksAt } from './store.ts'
