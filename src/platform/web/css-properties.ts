/** React's style objects may carry our own CSS variables. They are set through the CSSOM, which the Content-Security-Policy allows. */
import type {} from 'react'

declare module 'react' {
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined
  }
}
