const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const namesOf = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(table).flatMap(([placeholder, words]) =>
      words.split(' ').map((word): [string, string] => [word, `<${placeholder}>`]),
    ),
  )

/** Whatever these words name varies from event to event: what stands behind them is masked by their name. */
export const NAMING = namesOf({
  model: 'model models model_group model_name model_id engine',
  deployment: 'deployment deployment_id deployment_name deployments',
  organization: 'organization organisation org organization_id org_id',
  project: 'project project_id',
  tier: 'tier',
  team: 'team team_id team_alias team_member',
  key: 'key api_key api-key apikey key_name key_alias token secret model_per_key model_per_team model_per_user model_per_project model_per_organization',
  user: 'user user_id ruser username end_user end_user_id customer user_email',
  account: 'account account_id',
  host: 'host hostname rhost',
  region: 'region location',
  version: 'version versions',
  name: 'name tag alias',
  bucket: 'bucket bucket_name',
  word: 'keyword keywords banned_keyword word words phrase phrases term terms',
  id: 'id request_id req_id requestid call_id identifier',
})

/** Of those, the ones that even a plain word behind a colon belongs to: `team: marketing`. */
export const NAMING_WITH_COLON = setOf(
  'model model_group model_name deployment organization organisation org project team team_id team_alias team_member api_key model_per_key model_per_team model_per_user model_per_project model_per_organization key_alias key_name user user_id username end_user customer account host hostname region keyword phrase',
)

/** Behind these a plain word is a name when somebody's verb follows: `user alice has exceeded`. */
export const PEOPLE = setOf('user team customer organization org account')
/** Behind these, when it is missing or unable: `deployment chat for this resource does not exist`. */
export const THINGS = setOf('model deployment')

/** Nouns that stand behind `user` or `team` without being anybody's name. */
export const NO_NAME = setOf(
  'message messages input content role id token access limit budget rate quota agent data authentication name prompt turn query request group unknown is has was not with over does exceeded from by on at in settings member members spend key model authorization credentials details profile record session output name response provider family weights server version list mapping serving which that it currently capacity account consent email phone license interface agreement location country subscription plan credits wallet balance permission permissions tokens requests usage consumption file files type format identifier configuration endpoint deployment',
)

/** Of those, the ones that also name parameters: a plain quoted word behind them keeps its meaning. */
export const NAMING_WEAKLY = setOf('key name id identifier tag alias token secret')

/** A quoted word behind these is a value somebody sent, not the name of a parameter. */
export const VALUE_WORDS = setOf('support supports got received')

/** What stands behind these and a colon is what somebody sent. */
export const VALUE_WITH_COLON = setOf('provided got received')

/** First words of sentences that say what to do or what would be right, not what went wrong. */
export const ADVICE = setOf(
  'please for see visit read learn contact check try consider need upgrade if go refer consult ensure we to you spikes make pass provide specify set use add remove reduce increase enable disable update create call wait retry reach submit send choose select verify review configure restart install go did more details error_str available supported allowed valid permitted possible accepted',
)

/** Units that stand behind a number and change with its size. */
export const UNITS = setOf('B b KB kB MB GB TB KiB MiB GiB ms us ns s sec secs min mins msec')

/** Longer ones, which also tell limits apart: `3 days ago` varies, `per 3 days` does not. */
export const TIME_UNITS = setOf(
  'second seconds minute minutes hour hours day days week weeks month months year years',
)
export const PER = setOf('per every each a last past rolling')
export const WINDOWS = setOf('window windows limit limits quota quotas period rolling budget usage')

export const DAYS_AND_MONTHS = setOf(
  'Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
)

export const ZONES = setOf('UTC GMT PST PDT EST EDT CST CDT MST MDT CET CEST BST IST JST AM PM')

/** Azure's regions; those of others hold digits or are told by the word before them. */
export const REGIONS = setOf(
  'eastus westus centralus northcentralus southcentralus westcentralus canadacentral canadaeast brazilsouth northeurope westeurope uksouth ukwest francecentral francesouth germanywestcentral germanynorth norwayeast norwaywest switzerlandnorth switzerlandwest swedencentral swedensouth polandcentral italynorth spaincentral eastasia southeastasia japaneast japanwest koreacentral koreasouth australiaeast australiacentral australiasoutheast southindia centralindia westindia uaenorth uaecentral qatarcentral israelcentral southafricanorth mexicocentral newzealandnorth',
)
export const COMPASS = setOf('East West North South Central Southeast Northeast')

/** Names of calls that stand before `operation`. */
export const OPERATIONS = setOf(
  'chat completion completions embedding embeddings image images speech transcription transcriptions translation translations response responses moderation moderations rerank batch batches',
)

/** Last labels of host names that are hardly a field's or a file's name. */
export const TOP_LEVEL = setOf('com net org edu gov mil local localdomain internal lan')

/** Countries, believed only as the third label or a later one. */
export const COUNTRIES = setOf(
  'de uk fr nl be ch at it es pt pl cz sk hu ro ru ua se no fi dk ie gr tr cn hk tw jp kr in sg my th vn ph au nz br mx ar cl us ca eu il za io',
)

/** What the name of a package starts with: `com.example.app.Main`. */
export const PACKAGE_ROOTS = setOf('com org net io java javax android sun scala edu gov cn de')

export const ABBREVIATIONS = setOf('e.g i.e etc vs approx cf resp no')

/** `for X: value` masks the value, unless X says that the value is a name of the interface. */
export const INTERFACE_WORDS = setOf(
  'parameter parameters param params field fields argument arguments property properties header headers metric quota type code error reason option setting schema tool tools function role',
)

/** Words after which the next one may be a name: the scanner looks around only there. */
export const LEADING: ReadonlySet<string> = new Set([
  ...NAMING.keys(),
  'named',
  'for',
  'file',
  'pos',
  'position',
  'offset',
  'index',
])

/** Small words that may be more than themselves, by what stands around them. */
export const SENSITIVE: ReadonlySet<string> = new Set([
  'true',
  'false',
  'input',
  'prompt',
  'got',
  ...UNITS,
  ...TIME_UNITS,
  ...REGIONS,
  ...OPERATIONS,
  ...ABBREVIATIONS,
])
