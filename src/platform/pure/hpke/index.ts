export { type Hmac, hpkeSchedule, POINT, SEAL_TO_INFO } from './schedule.ts'
