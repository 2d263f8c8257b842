/** Name of the container in pod templates, by which Spark finds it. */
export const CONTAINER = "spark";

/** The service account of submitters and drivers. */
export const SERVICE_ACCOUNT = "spark";

/** The config map with the files of jobs, and where pods have it. */
export const JOBS = { configMap: "jobs", folder: "/opt/spark/jobs-of-tests" } as const;

/** Label of everything that a job makes; its value is the job's name. */
export const JOB_LABEL = "spark-k8s-job";
