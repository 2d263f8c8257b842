module spark-k8s-images/harness/deploy-check/spark-operator

go 1.25.0

require github.com/kubeflow/spark-operator/v2 v2.5.2
