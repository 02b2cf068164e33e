package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log"
	"net/http"
	"os"

	"story/latchkey"
)

var (
	ctx       = context.WithValue(context.Background(), latchkey.ContextAccessToken, os.Getenv("TOKEN"))
	dataApiID = os.Getenv("DATA_API_ID")
)

func main() {
	configuration := latchkey.NewConfiguration()
	configuration.Servers = latchkey.ServerConfigurations{{URL: os.Getenv("API_URL")}}
	client := latchkey.NewAPIClient(configuration)
	keys := client.KeysAPI

	me, _, err := client.ServiceAPI.GetMe(ctx).Execute()
	check(err)
	fmt.Printf("me: %s may %s and %s\n", me.Name, me.Permissions[0], me.Permissions[1])

	route := latchkey.NewRouteInput()
	route.SetApiId("orders-data-api")
	route.SetMethod("GET")
	registration := latchkey.NewDataApiRegistration(dataApiID, "sales", []latchkey.RouteInput{*route})
	registration.SetDataset("Orders")
	firstKey := latchkey.NewFirstKey()
	firstKey.SetName("first app")
	firstKey.SetValidityDays(30)
	registration.SetKey(*firstKey)
	once := client.DataAPIsAPI.RegisterDataApi(ctx).DataApiRegistration(*registration).IdempotencyKey(rand.Text())
	registered, response, err := once.Execute()
	check(err)
	key := registered.Key
	fmt.Printf("registered: %d, %s\n", response.StatusCode, shown(key))
	repeated, _, err := once.Execute()
	check(err)
	fmt.Printf("repeated: %s\n", shown(repeated.Key))
	fmt.Printf("orders: %d with the key, %d without\n", orders(key.GetApiKey()), orders(""))

	extended, _, err := keys.ExtendKey(ctx, key.KeyId).KeyExtension(*latchkey.NewKeyExtension(60)).Execute()
	check(err)
	fmt.Printf("extended: by %v days\n", extended.ExpiresAt.Sub(key.ExpiresAt).Hours()/24)
	_, _, err = keys.ExtendKey(ctx, key.KeyId).KeyExtension(*latchkey.NewKeyExtension(3000)).Execute()
	tooFar := err.(*latchkey.GenericOpenAPIError).Model().(latchkey.InvalidOrReusedProblem)
	fmt.Printf("extended too far: %d %s %s\n", tooFar.Status, tooFar.Type, tooFar.Errors[0].GetPointer())
	patch := latchkey.NewKeyPatch()
	patch.SetName("Nightly reports")
	edited, _, err := keys.EditKey(ctx, key.KeyId).KeyPatch(*patch).Execute()
	check(err)
	fmt.Printf("edited: %s\n", edited.GetName())
	page, _, err := keys.ListKeys(ctx).DataApiId(dataApiID).Status(latchkey.ACTIVE).Limit(10).Execute()
	check(err)
	fmt.Printf("listed: %d active key\n", len(page.Keys))

	rotated, _, err := keys.RotateKey(ctx, key.KeyId).Execute()
	check(err)
	fmt.Printf("rotated: the old key %d, the new key %d\n", orders(key.GetApiKey()), orders(rotated.GetApiKey()))
	_, _, err = keys.RevokeKey(ctx, key.KeyId).Execute()
	check(err)
	fmt.Printf("revoked: %d\n", orders(rotated.GetApiKey()))
	_, err = keys.DeleteKey(ctx, key.KeyId).Execute()
	check(err)
	_, _, err = keys.GetKey(ctx, key.KeyId).Execute()
	gone := err.(*latchkey.GenericOpenAPIError).Model().(latchkey.NotFoundProblem)
	fmt.Printf("deleted: %d %s\n", gone.Status, gone.Type)

	kinds := ""
	for len(kinds) < 9 || kinds[:9] != ", deleted" { // the audit log is up to a second behind
		events, _, err := keys.ListKeyEvents(ctx, key.KeyId).Execute()
		check(err)
		kinds = ""
		for _, event := range events.Events {
			kinds += ", " + event.Kind
		}
	}
	fmt.Printf("events: %s\n", kinds[2:])
}

func orders(apiKey string) int {
	request, err := http.NewRequest("GET", os.Getenv("ORDERS_URL"), nil)
	check(err)
	if apiKey != "" {
		request.Header.Set("X-Api-Key", apiKey)
	}
	response, err := http.DefaultClient.Do(request)
	check(err)
	response.Body.Close()
	return response.StatusCode
}

func shown(key latchkey.IssuedKey) string {
	if key.HasApiKey() {
		return "with an API key"
	}
	return "without an API key"
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
