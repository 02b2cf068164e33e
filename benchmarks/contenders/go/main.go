// An authorizer that does the work of Latchkey's: the usual way in Go, with AWS's libraries.
package main

import (
	"context"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

func main() {
	settings, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	table := &table{client: dynamodb.NewFromConfig(settings), name: os.Getenv("TABLE_NAME")}
	authorizer := newAuthorizer(table, os.Getenv("KEY_PREFIXES"))
	lambda.Start(authorizer.handle)
}
