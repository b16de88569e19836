import { describe, expect, it } from 'vitest';
import { asksFor, coversCluster, kubectlCommand } from './kubectl-command.ts';

const of = (line: string) => kubectlCommand(line.split(' '));

describe('kubectlCommand', () => {
  it('finds verb, resources and namespace among flags', () => {
    expect(of('kubectl --kubeconfig /etc/kubernetes/admin.conf -n kube-system get pods,svc -o wide')).toEqual(
      {
        verb: 'get',
        resources: ['pods', 'svc'],
        namespace: 'kube-system',
        allNamespaces: false,
        selects: false,
        output: 'wide',
      },
    );
    expect(of('oc get pod/web-0 --namespace=shop -ojson')).toMatchObject({
      resources: ['pod'],
      namespace: 'shop',
      output: 'json',
    });
    expect(of('/usr/local/bin/kubectl get po -nkube-system -o jsonpath={.items}')).toMatchObject({
      namespace: 'kube-system',
      output: 'jsonpath',
    });
  });

  it('knows when all namespaces are meant', () => {
    expect(of('kubectl get pods -A')?.allNamespaces).toBe(true);
    expect(of('kubectl get pods --all-namespaces')?.allNamespaces).toBe(true);
    expect(of('kubectl get pods --all-namespaces=false')?.allNamespaces).toBe(false);
  });

  it('knows when an empty answer speaks for the whole cluster', () => {
    expect(coversCluster(of('kubectl get pods -A'))).toBe(true);
    for (const line of [
      'kubectl get pods',
      'kubectl get pods -A -l app=web',
      'kubectl get pod -A web-0',
      'kubectl get pod/web-0 -A',
    ])
      expect(coversCluster(of(line))).toBe(false);
  });

  it('is no other program', () => {
    expect(of('helm get values kubectl kubectl')).toBeNull();
    expect(kubectlCommand([])).toBeNull();
  });

  it('tells which resources are asked for', () => {
    expect(asksFor(of('kubectl get pods,svc'), ['po', 'pods'])).toBe(true);
    expect(asksFor(of('kubectl describe pods'), ['pods'])).toBe(false);
    expect(asksFor(null, ['pods'])).toBe(false);
  });
});
