const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether an unsafe request comes from another origin and must be refused.
 * `Sec-Fetch-Site` decides where the browser sends it; otherwise `Origin` must name this host. A request with neither is no browser's.
 */
export function crossOrigin(request: Request): boolean {
  if (SAFE.has(request.method)) return false
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin'
  const origin = request.headers.get('origin')
  return origin !== null && URL.parse(origin)?.host !== request.headers.get('host')
}
