/** True in `npm run dev` and in builds with `--mode gallery`: the page of parts exists. Set in vite.config.ts. */
declare const __GALLERY__: boolean
