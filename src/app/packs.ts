import { z } from 'zod'
import invented from '../../config/invented/places.json' with { type: 'json' }
import type { Places } from '#cases/import/index.ts'

/** The list of places in a country pack: each village with the subdistrict it lies in, and where the list comes from. */
const placesSchema = z.object({
  source: z.string(),
  verified: z.boolean(),
  places: z.array(z.object({ village: z.string().min(1), subdistrict: z.string().min(1) })),
})

/** Places of the invented country, which is the only pack so far. Throws when the pack is not what a pack must be. */
export function knownPlaces(): Places {
  const { places } = placesSchema.parse(invented)
  return new Map(places.map(({ village, subdistrict }) => [village, subdistrict]))
}
