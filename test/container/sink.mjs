// A stand-in for Slack inside the test's network: prints every post as one line and says `ok`.
import { createServer } from 'node:http'

createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    console.log(`post ${request.url} ${body}`)
    response.end('ok')
  })
}).listen(8000, () => console.log('listening'))
process.on('SIGTERM', () => process.exit(0))
