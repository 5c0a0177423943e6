/**
 * Fields: label above, hint under the label, error above the field and in words, with its shape. Mantine keeps the ids and
 * `aria-describedby` together; `id` is what the error summary links to.
 */
import {
  NativeSelect,
  PasswordInput,
  TextInput,
  Textarea,
  type NativeSelectProps,
  type PasswordInputProps,
  type TextInputProps,
  type TextareaProps,
} from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { Shape } from './shape.tsx'
import css from './field.module.css'

type Own = {
  readonly id: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: string | null | undefined
}
type FieldProps<P> = Omit<P, keyof Own | 'description'> & Own

const worded = (error: string | null | undefined) =>
  error == null || error === '' ? undefined : (
    <span>
      <Shape name="late" /> {error}
    </span>
  )

export function TextField({ hint, error, ...rest }: FieldProps<TextInputProps>) {
  return <TextInput description={hint} error={worded(error)} {...rest} />
}

export function TextAreaField({ hint, error, ...rest }: FieldProps<TextareaProps>) {
  return <Textarea description={hint} error={worded(error)} {...rest} />
}

/** A password, shown on request by a checkbox elsewhere: `visible`. */
export function PasswordField({ hint, error, ...rest }: FieldProps<PasswordInputProps>) {
  return (
    <PasswordInput description={hint} error={worded(error)} visibilityToggleButtonProps={{ hidden: true }} {...rest} />
  )
}

export function SelectField({ hint, error, ...rest }: FieldProps<NativeSelectProps>) {
  return <NativeSelect description={hint} error={worded(error)} rightSection={<Icon name="fold" />} {...rest} />
}

/** The words of an error above a group of fields. */
export function ErrorLine({ id, children }: { readonly id?: string | undefined; readonly children: ReactNode }) {
  return (
    <p className={css.error} id={id}>
      <Shape name="late" /> {children}
    </p>
  )
}

/** Fields below each other, not wider than one reads. */
export function Fields({ children }: { readonly children: ReactNode }) {
  return <div className={css.fields}>{children}</div>
}

/** A question with its answers, closed by a line: forms are lists of these. */
export function Question({ children, last = false }: { readonly children: ReactNode; readonly last?: boolean }) {
  return (
    <div className={css.question} data-last={last}>
      {children}
    </div>
  )
}

/** Two fields side by side where there is room. */
export function Pair({ children }: { readonly children: ReactNode }) {
  return <div className={css.pair}>{children}</div>
}
