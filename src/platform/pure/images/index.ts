export { isStrippable, strip } from './strip.ts'
