/** Paths where a mistake costs more than elsewhere. */
export interface RiskArea {
  /** How reasons call it; by itself its name. */
  readonly label?: string;
  /** Patterns as `policy/glob.ts` reads them; upper and lower case do not differ. Any of them. */
  readonly paths: readonly string[];
  /** What touching it adds to the score, once, however many files. */
  readonly weight: number;
  /** Tests and documentation do not count: a page about the login is not the login. */
  readonly productOnly?: boolean;
}

/** How the risk of a change is counted. Plain data; stored with the policy. */
export interface RiskSettings {
  /** By the names that policies use. */
  readonly areas: Readonly<Record<string, RiskArea>>;
  /** The least score of a change of medium risk. */
  readonly medium: number;
  /** The least score of one of high risk. */
  readonly high: number;
}

/** What a policy file says of risk; what it does not say stays as it is. */
export interface WrittenRisk {
  readonly areas?: Readonly<Record<string, Partial<Pick<RiskArea, "paths" | "weight">>>>;
  readonly medium?: number;
  readonly high?: number;
}

const LOGIN = "auth,authn,authz,authentication,authorization,oauth,oauth2,oidc,saml,sso,login,permissions,rbac,acl";
const CRYPTO = "crypto,cryptography,encryption,signing,certificates,tls";

/**
 * What holds where no policy says otherwise. One sensitive area alone makes a change medium; it takes two, or one and
 * much code, or one and somebody new, to make it high.
 */
export const DEFAULT_RISK: RiskSettings = {
  areas: {
    authentication: {
      paths: [
        `**/{${LOGIN}}/**`,
        "**/{auth,oauth,login,sso}.*",
        "**/{auth-,auth_,authn,authz,authenticat,authoriz,oauth,login}*",
        "**/*{password,session,permission}*",
      ],
      weight: 3,
      productOnly: true,
    },
    cryptography: {
      paths: [`**/{${CRYPTO}}/**`, "**/{crypto,encrypt,decrypt}*", "**/*.{pem,key,crt,p12,jks}"],
      weight: 3,
      productOnly: true,
    },
    migrations: {
      label: "data migrations",
      paths: ["**/{migration,migrations,migrate,alembic}/**", "**/*.sql", "**/{schema.prisma,schema.rb}"],
      weight: 3,
      productOnly: true,
    },
    infrastructure: {
      paths: [
        "**/*.{tf,tfvars,bicep,dockerfile}",
        "**/{terraform,k8s,kubernetes,helm,charts,ansible,pulumi,infra,infrastructure,deploy,deployment}/**",
        "**/{dockerfile,docker-compose,compose.y,serverless.y}*",
      ],
      weight: 3,
      productOnly: true,
    },
    // What judges and builds a change, and who has to look at it.
    ci: {
      label: "CI and the rules of review",
      paths: [
        ".github/{workflows,actions}/**",
        "**/{action.yml,action.yaml,codeowners,.travis.yml,.drone.yml,bitbucket-pipelines.yml}",
        "**/{.gitlab-ci,jenkinsfile,azure-pipelines}*",
        "{.circleci,.buildkite,.tekton,.qms}/**",
      ],
      weight: 3,
    },
  },
  medium: 3,
  high: 6,
};
