import { jobName } from "../job-words";
import { CONTAINER } from "../names";
import { claim, prints, type Scenario } from "../scenario";
import { inNamespace } from "../workspace";

/** Kills the process of Java, as the kernel does when memory runs out: the first process of a container hears no such signal from inside. */
const KILL_JAVA = `for process in /proc/[0-9]*; do
  case $(tr '\\0' ' ' 2>/dev/null <"$process/cmdline") in */java\\ *) kill -KILL "\${process#/proc/}" ;; esac
done`;

/** A job that loses one of two executors, with shuffle files on it. */
export const executorKilled: Scenario = {
  name: "executor-killed",
  title: "an executor killed in mid-job",
  play({ variant, workspace, withJob }) {
    const name = jobName("executor-killed", variant);
    const settings = { "spark.executor.instances": "2" };
    return withJob({ name, variant, file: "executor_killed.py", settings }, async (job) => {
      await job.saw(/^working: now$/m);
      await job.saw(/Finished task .* in stage 0/);
      const first = (await job.executors()).find(({ status }) => status.phase === "Running");
      if (first === undefined) throw new Error("no executor runs");
      const killed = first.metadata.name;
      await inNamespace(workspace, "exec", killed, "--container", CONTAINER, "--", "bash", "-c", KILL_JAVA);
      const log = await job.ended();
      const isLost = /Lost executor \d+ .*137|exit code 137|code: 137/i.test(log);
      return [
        claim(
          "the driver says that it lost the executor",
          isLost ? [] : [`found nothing of it in ${name}/driver.log`],
        ),
        prints("the result is right nevertheless", log, "result", "[(0, 84), (1, 92), (2, 100)]"),
      ];
    });
  },
};
