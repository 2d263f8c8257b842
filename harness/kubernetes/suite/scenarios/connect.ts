import { clientWords, jobName } from "../job-words";
import { JOBS } from "../names";
import { headlessService } from "../pods";
import { claim, prints, type Scenario } from "../scenario";

const FIRST_MAJOR = 4;
const PORT = 15002;
const SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer";

/** A Spark Connect server, its executor, and a client in another pod. */
export const connect: Scenario = {
  name: "connect",
  title: "a Spark Connect server with a client from another pod",
  whyNot: ({ target: { spark } }) =>
    Number(spark.split(".")[0]) >= FIRST_MAJOR
      ? undefined
      : `the distribution of Spark ${spark} has no Spark Connect server`,
  async play({ variant, workspace, withPod }) {
    const name = jobName("connect", variant);
    const { namespace, images, kubectl } = workspace;
    const labels = { app: name };
    const image = variant.target.python;
    const settings = { "spark.connect.grpc.binding.port": String(PORT) };
    const job = { name, variant, mainClass: SERVER, file: "spark-internal", settings };
    const args = clientWords(job, namespace, images);
    await kubectl.create([headlessService({ name, namespace }, labels, [{ name: "connect", port: PORT }])]);
    return withPod({ name, image, uid: variant.uid, args, memory: "1536Mi", labels }, (server) => {
      const client = ["python3", `${JOBS.folder}/connect_client.py`, name];
      const pod = { name: `${name}-client`, image, uid: variant.uid, args: client, memory: "512Mi" };
      return withPod(pod, async (one) => {
        const { exitCode } = await one.ended();
        const log = await one.log();
        const isOnExecutor = /Finished task .* in stage .*\(executor 1\)/.test(await server.log());
        return [
          prints(
            "the client has a session of Spark Connect",
            log,
            "session",
            `pyspark.sql.connect.session ${variant.target.spark}`,
          ),
          prints("a pandas UDF of the client runs on the server's executors", log, "sum", "999000"),
          prints("a result becomes a data frame of pandas", log, "sql", "[{'sevenths': 7}]"),
          claim(
            "an executor in a pod of its own has worked",
            isOnExecutor ? [] : [`found no finished task in ${name}.log`],
          ),
          claim("the client ends with 0", exitCode === 0 ? [] : [`found ${exitCode}`]),
        ];
      });
    });
  },
};
