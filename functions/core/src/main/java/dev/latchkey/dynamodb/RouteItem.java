package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.API_ID;
import static dev.latchkey.dynamodb.Attributes.METHOD;
import static dev.latchkey.dynamodb.Attributes.PATH;
import static dev.latchkey.dynamodb.Attributes.STAGE;

import dev.latchkey.key.Route;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Routes as a list of maps, and back. */
final class RouteItem {
  private RouteItem() {}

  static AttributeValue of(List<Route> routes) {
    return AttributeValue.fromL(routes.stream().map(RouteItem::of).toList());
  }

  /**
   * @throws IllegalArgumentException if a route has not its form
   * @throws IllegalStateException if a part of a route is not there
   */
  static List<Route> routes(AttributeValue list) {
    return list.l().stream().map(route -> route(new Item(route.m()))).toList();
  }

  private static AttributeValue of(Route route) {
    return AttributeValue.fromM(
        new Item()
            .put(API_ID, route.apiId())
            .put(STAGE, route.stage())
            .put(METHOD, route.method())
            .put(PATH, route.path())
            .attributes());
  }

  private static Route route(Item route) {
    return new Route(route.text(API_ID), route.text(STAGE), route.text(METHOD), route.text(PATH));
  }
}
