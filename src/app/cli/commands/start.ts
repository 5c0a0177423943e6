import { main } from '../../server/main.ts'

/** Starts the server, as `npm start` does, but builds no screens; runs until it is told to stop. */
export async function run(argv: string[]): Promise<number> {
  await main(argv)
  return 0
}
