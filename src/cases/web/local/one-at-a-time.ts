/**
 * Runs `work` only while no earlier run of it is under way; what comes meanwhile, such as the second press of a button, does nothing
 * and resolves to undefined. A run that fails gives it free again.
 */
export function oneAtATime<Given extends readonly unknown[], Made>(
  work: (...given: Given) => Promise<Made>,
): (...given: Given) => Promise<Made | undefined> {
  let isBusy = false
  return async (...given) => {
    if (isBusy) return undefined
    isBusy = true
    try {
      return await work(...given)
    } finally {
      isBusy = false
    }
  }
}
