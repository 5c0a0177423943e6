/** The invented day of the look's pictures: Tuesday 24 November 2026, 09.40 in Jakarta. */
export const NOW = new Date('2026-11-24T02:40:00Z')
export const TODAY = '2026-11-24'
