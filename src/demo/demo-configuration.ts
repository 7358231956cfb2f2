/** What the demo's configuration points to. */
export interface Surroundings {
  readonly timezone: string
  readonly databaseUrl: string
  readonly stateFile: string
  readonly outputDir: string
  readonly chatUrl: string
  readonly slackUrl: string
  readonly smtpUrl: string
}

// A JSON string is a YAML string, whatever is in a path.
const text = (value: string): string => JSON.stringify(value)

/**
 * An ordinary configuration file, only hastier than one for a real proxy: triggers that ring every few seconds and windows
 * of seconds, so that an alert comes and goes while somebody watches.
 */
export const configurationFor = (around: Surroundings): string => `\
# The configuration the demo ran with. A real one has slower triggers and longer windows: leave those out.
instance: demo
timezone: ${text(around.timezone)}
source:
  url: ${text(around.databaseUrl)}
  firstLookback: 2d
poll:
  schedule: '*/3 * * * * *'
report:
  schedule: '0 * * * * *'
state:
  url: ${text(`sqlite:${around.stateFile}`)}
artifacts:
  dir: ${text(around.outputDir)}
llm:
  url: ${text(around.chatUrl)}
  model: stand-in
slack:
  webhookUrl: ${text(around.slackUrl)}
email:
  url: ${text(around.smtpUrl)}
  from: Lookout <lookout@example.test>
  to: [oncall@example.test]
web:
  port: 0
notifications:
  groupWait: 3s
  groupInterval: 5s
rules:
  - name: provider-failures
    type: threshold
    match: { fault: provider }
    by: [model]
    count: 10
    window: 15s
    keepFiringFor: 3s
    severity: critical
  - name: capacity-failures
    type: threshold
    match: { fault: capacity }
    by: [model]
    count: 20
    window: 15s
    keepFiringFor: 3s
    severity: warning
`
