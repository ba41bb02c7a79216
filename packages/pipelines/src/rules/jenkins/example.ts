/** A small pipeline for examples: what stands in its stage, and beside its stages. */
export function pipelineWith(stage: string, beside = "", agent = "  agent any\n"): string {
  return `pipeline {\n${agent}${beside}  stages {\n    stage('Build') {\n${stage}    }\n  }\n}\n`;
}

export const STEPS = "      steps {\n        sh 'make'\n      }\n";
export const JENKINS_GOOD = pipelineWith(STEPS);
export const JENKINS_SOURCE = "https://www.jenkins.io/doc/book/pipeline/syntax/";
