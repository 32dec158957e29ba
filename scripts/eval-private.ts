// `npm run eval:private`
import '../bench/private/accuracy.ts'
