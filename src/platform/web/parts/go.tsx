/** Links. `Go` moves inside the app without a reload; the address is relative to `/app`. */
import { Button, type ButtonProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import css from './go.module.css'

export type GoProps = Omit<ComponentPropsWithRef<'a'>, 'href' | 'target'> & { readonly to: string }

export function Go({ to, children, ...rest }: GoProps) {
  // An address with a fragment alone stays on the page, and needs no router.
  if (to.startsWith('#')) {
    return (
      <a href={to} {...rest}>
        {children}
      </a>
    )
  }
  return (
    <Link to={to} {...rest}>
      {children}
    </Link>
  )
}

/** A link that looks like a button; see theme/button.module.css for which variant when. */
export function GoButton({
  to,
  ...rest
}: ButtonProps & { readonly to: string; readonly children: ReactNode; readonly 'aria-label'?: string }) {
  return <Button component={Go} to={to} {...rest} />
}

export type BackLinkProps = {
  readonly to: string
  readonly children: ReactNode
  /** Leads out of the app, to a page of the server. */
  readonly outside?: boolean
}

/** The way back, with the name of where it leads. */
export function BackLink({ to, children, outside = false }: BackLinkProps) {
  const words = (
    <>
      <Icon name="back" />
      {children}
    </>
  )
  return outside ? (
    <a href={to} className={css.back}>
      {words}
    </a>
  ) : (
    <Go to={to} className={css.back}>
      {words}
    </Go>
  )
}
