/** Parts that belong to files, fetched like their screens: the gallery alone shows them by themselves. */
import { lazy, Suspense } from 'react'
import { caseParts } from '#cases/web/index.ts'

const Paths = lazy(() => caseParts().then(({ StagePaths: Part }) => ({ default: Part })))
const Card = lazy(() => caseParts().then(({ Package: Part }) => ({ default: Part })))

export const StagePaths = () => (
  <Suspense>
    <Paths />
  </Suspense>
)

export const Package = () => (
  <Suspense>
    <Card />
  </Suspense>
)
