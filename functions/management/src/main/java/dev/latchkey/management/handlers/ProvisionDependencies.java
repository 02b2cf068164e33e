package dev.latchkey.management.handlers;

import dev.latchkey.core.application.KeyFactory;
import dev.latchkey.core.application.ProvisionDataApi;
import dev.latchkey.core.application.ProvisionKey;
import dev.latchkey.core.application.StackResourceStore;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.cloudformation.ResponseSender;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What {@link ProvisionHandler} works with.
 *
 * @param dataApis provides the data APIs of stacks
 * @param keys provides the keys of stacks
 * @param sender sends responses to CloudFormation
 */
record ProvisionDependencies(
    ProvisionDataApi dataApis,
    ProvisionKey keys,
    ResponseSender sender,
    InstantSource clock,
    RandomGenerator random,
    Telemetry telemetry) {

  /**
   * @param domains the domains in which stacks can declare data APIs and keys
   * @param pauses the pauses between attempts to delete a data API
   */
  static ProvisionDependencies of(
      ManagementDependencies all,
      DomainScope domains,
      StackResourceStore resources,
      ResponseSender sender,
      List<Duration> pauses) {
    Stores stores = all.stores().within(domains);
    KeyFactory keyFactory = all.keyMaker();
    return new ProvisionDependencies(
        new ProvisionDataApi(stores, resources, keyFactory, all.vault(), pauses),
        new ProvisionKey(stores, resources, keyFactory, all.vault()),
        sender,
        all.clock(),
        all.random(),
        all.telemetry());
  }
}
