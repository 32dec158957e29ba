/** RFC 6749 §5.2. */
export interface OAuthError {
  readonly status: 400 | 401 | 429 | 503
  readonly error:
    | 'invalid_request'
    | 'invalid_client'
    | 'unauthorized_client'
    | 'unsupported_grant_type'
    | 'invalid_scope'
    | 'temporarily_unavailable'
  /** For the client's developer: English, printable ASCII as the RFC demands, nothing secret. */
  readonly description: string
  readonly retryAfterSeconds?: number
}

export const invalidClient = (description: string): OAuthError => ({
  status: 401,
  error: 'invalid_client',
  description,
})

export const badRequest = (error: Exclude<OAuthError['error'], 'invalid_client'>, description: string): OAuthError => ({
  status: 400,
  error,
  description,
})
