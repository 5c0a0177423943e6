/** Keeps the latest of many values: one save at a time, the newest next, none after `stop`. */
export type Saver<T> = {
  save(value: T): void
  /** Waits for the save under way; what is given later is not kept. */
  stop(): Promise<void>
  /** Keeps again, after a stop that led to nothing. */
  goOn(): void
}

/** A save that fails is tried again with the next value; what was typed still stands on the screen. */
export function createSaver<T>(keep: (value: T) => Promise<void>): Saver<T> {
  let next: { value: T } | null = null
  let running: Promise<void> | null = null
  let stopped = false

  async function run(): Promise<void> {
    while (next !== null && !stopped) {
      const { value } = next
      next = null
      await keep(value).catch(() => undefined)
    }
    running = null
  }

  return {
    save(value) {
      if (stopped) return
      next = { value }
      running ??= run()
    },
    async stop() {
      stopped = true
      await running
    },
    goOn() {
      stopped = false
    },
  }
}
